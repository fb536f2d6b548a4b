import { type ReactNode } from 'react';
import { type PageNavigation } from './navigation';
import { TabBar } from './tab-bar';

export type { PageNavigation };

export interface PageFrameProps {
  title: string;
  tools?: ReactNode;
  bare?: boolean;
  mainId: string;
  navigation: PageNavigation;
  /** False while another page lies above this one. */
  inFront: boolean;
  children: ReactNode;
}

/** weapp has its own title bar and back button: only the tab bar is ours. */
export function PageFrame({ navigation, children }: PageFrameProps) {
  return (
    <>
      {children}
      {navigation.isTab ? <TabBar navigation={navigation} /> : null}
    </>
  );
}
