import { isBlank, useHasRole, usePhotos } from '@miniapp/client';
import { useQuery } from '@miniapp/platform/navigation';
import { Banner, Button, confirm, Page, Text, View } from '@miniapp/ui';
import { BESIDE_VOICE, UploadField } from '@miniapp/widgets/upload-field';
import { VoiceField } from '@miniapp/widgets/voice-field';
import { EmergencyStop } from '../../components/emergency-stop';
import { NoRoom } from '../../components/no-room';
import { OnBehalf } from '../../components/on-behalf';
import { PlaceStep } from '../../components/place-step';
import { ReportOptions } from '../../components/report-options';
import { ReportPreview } from '../../components/report-preview';
import { SimilarCases } from '../../components/similar-cases';
import { WaitingNotice } from '../../components/waiting-notice';
import { WordsStep } from '../../components/words-step';
import { useCategory } from '../../hooks/use-category';
import { usePlace } from '../../hooks/use-place';
import { usePreview } from '../../hooks/use-preview';
import { useReport } from '../../hooks/use-report';
import { useSubmit } from '../../hooks/use-submit';
import './index.scss';

/** `?draft=` an unsent report of this device; without it the last draft goes on. */
export default function ReportPage() {
  const report = useReport(useQuery().draft);
  return <ReportForm key={report.id} report={report} />;
}

function ReportForm({ report }: { report: ReturnType<typeof useReport> }) {
  const { form, initial, update } = report;
  const staff = useHasRole();
  const photos = usePhotos(report.photos);
  const place = usePlace(report);
  const choice = useCategory(report);
  const preview = usePreview(report, choice);
  const { sending, waiting, problem, submit } = useSubmit(report, choice.code);
  const resumed = !isBlank({ form: initial, photos: [] });
  const photoPlace = photos.find(({ suggestedPlace }) => suggestedPlace)?.suggestedPlace ?? undefined;
  const restart = async () => {
    const sure = await confirm({
      title: '不要上次写的内容了吗？',
      text: '写好的文字和照片会删除。',
      yes: '重新写',
      danger: true,
    });
    if (sure) report.restart();
  };
  if (waiting) return <WaitingNotice id={report.id} />;
  return (
    <Page
      title="报事"
      width="form"
      className="report-page"
      actions={
        <Button size="large" icon="send" block loading={sending} onPress={() => void submit()}>
          提交
        </Button>
      }
    >
      {resumed ? (
        <Banner action={{ text: '重新写', onPress: () => void restart() }}>
          上次没写完的内容还在，可以接着写
        </Banner>
      ) : null}
      {problem ? (
        <Banner tone="danger" urgent>
          {problem.detail}
        </Banner>
      ) : null}
      <NoRoom />
      <EmergencyStop emergency={choice.emergency} />
      <View className="report-photos">
        <UploadField
          list={report.photos}
          label="拍照片"
          hint="拍清楚哪里、什么样，也可以是 30 秒内的视频。里面的位置信息会自动去掉"
          error={problem?.fieldError('uploadIds')}
          required={choice.category?.requiresPhoto}
          max={BESIDE_VOICE}
          video
        />
      </View>
      <PlaceStep
        place={place}
        preview={preview.data}
        initialAddress={initial.addressText}
        onAddress={(addressText) => update({ addressText })}
        photoPlace={form.place ? undefined : photoPlace}
        error={problem?.fieldError('place') ?? problem?.fieldError('addressText')}
      />
      <WordsStep
        initial={initial.text}
        text={form.text}
        onText={(text) => update({ text })}
        choice={choice}
        onCategory={(categoryCode) => update({ categoryCode })}
        textError={problem?.fieldError('text')}
        categoryError={problem?.fieldError('categoryCode')}
      />
      <View className="report-photos">
        <VoiceField list={report.photos} anonymous={form.anonymousToWorker} />
      </View>
      <SimilarCases form={form} category={choice.code} onJoined={report.restart} />
      {staff ? (
        <OnBehalf
          value={form.onBehalfOf}
          onChange={(onBehalfOf) => update({ onBehalfOf })}
          errorOf={(path) => problem?.fieldError(path)}
        />
      ) : null}
      <ReportOptions form={form} publicByDefault={choice.category?.publicByDefault} onChange={update} />
      <ReportPreview form={form} photos={photos} publicByDefault={choice.category?.publicByDefault} />
      <View className="lx-caption report-note">
        <Text>提交后会给您事项编号和答复时限。写的内容随时自动保存，关掉也不会丢。</Text>
      </View>
    </Page>
  );
}
