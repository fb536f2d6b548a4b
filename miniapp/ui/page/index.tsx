import { type ReactNode, useId } from 'react';
import { cx } from '../cx';
import { DialogHost } from '../dialog';
import { Landmark, View } from '../primitives';
import { useElderMode } from '../theme';
import { ToastHost } from '../toast';
import { PrivacyHost } from '../privacy';
import { PageFrame } from './frame';
import { NetworkStrip } from './network-strip';
import { usePageInFront, usePortalNavigation } from './navigation';

export interface PageProps {
  /** Heading on H5 and the browser's title; weapp shows the page config's `navigationBarTitleText`. */
  title: string;
  /** Right of the title on H5: an icon button or two. */
  tools?: ReactNode;
  /** Buttons that stay at the bottom edge, within the thumb's reach. */
  actions?: ReactNode;
  /** Second pane on a desktop, below the contents on a phone: map, people, receipt. */
  aside?: ReactNode;
  /** `form` keeps lines short (720 px); `wide` uses the whole 1120 px column. */
  width?: 'form' | 'wide';
  /** No heading on H5 when the page draws its own (home). */
  bare?: boolean;
  className?: string;
  children: ReactNode;
}

/**
 * The frame of every screen: theme, safe areas, tab bar on tab pages, and on a desktop the portal's side navigation,
 * heading and two panes. Exactly one per page.
 */
export function Page({ title, tools, actions, aside, width = 'wide', bare, className, children }: PageProps) {
  const elder = useElderMode();
  const mainId = `main-${useId().replace(/:/g, '')}`;
  const navigation = usePortalNavigation();
  const inFront = usePageInFront();
  return (
    <View className={cx('lx-page', elder && 'theme-elder', navigation.isTab && 'lx-page--tab', className)}>
      <PageFrame
        title={title}
        tools={tools}
        bare={bare}
        mainId={mainId}
        navigation={navigation}
        inFront={inFront}
      >
        <Landmark
          as="main"
          id={mainId}
          className={cx('lx-main', `lx-main--${width}`, Boolean(aside) && 'lx-main--panes')}
        >
          <View className="lx-main__content">
            <NetworkStrip />
            {children}
          </View>
          {aside ? <View className="lx-main__aside">{aside}</View> : null}
        </Landmark>
        {actions ? <View className="lx-actions">{actions}</View> : null}
      </PageFrame>
      {inFront ? <ToastHost /> : null}
      {inFront ? <DialogHost /> : null}
      {inFront ? <PrivacyHost /> : null}
    </View>
  );
}
