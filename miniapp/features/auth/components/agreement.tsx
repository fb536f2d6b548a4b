import { Tappable, Icon, Text, View, cx } from '@miniapp/ui';

export interface AgreementProps {
  agreed: boolean;
  onChange: (agreed: boolean) => void;
  onRead: () => void;
}

/** The line of consent: never ticked beforehand (PIPL asks for an act of the person). */
export function Agreement({ agreed, onChange, onRead }: AgreementProps) {
  return (
    <View className="sign-in__agreement">
      <Tappable
        className="sign-in__tick"
        role="checkbox"
        checked={agreed}
        label="我已阅读并同意隐私说明"
        onPress={() => onChange(!agreed)}
      >
        <View className={cx('sign-in__box', agreed && 'sign-in__box--on')} hidden>
          {agreed ? <Icon name="check" size={16} /> : null}
        </View>
        <Text>我已阅读并同意</Text>
      </Tappable>
      <Tappable className="sign-in__read" onPress={onRead}>
        <Text>《隐私说明》</Text>
      </Tappable>
    </View>
  );
}
