import { useState } from 'react';
import { redactPersonalNumbers } from '@shared/text/redact';
import { fileUrl, type Photo, type ReportForm } from '@miniapp/client';
import { Button, Sheet } from '@miniapp/ui';
import { PublicLook } from '@miniapp/widgets/public-look';

export interface ReportPreviewProps {
  form: ReportForm;
  photos: Photo[];
  publicByDefault: boolean | undefined;
}

/** Before sending: what others will see of it. Nothing to show when nobody else sees it. */
export function ReportPreview({ form, photos, publicByDefault = true }: ReportPreviewProps) {
  const [open, setOpen] = useState(false);
  if ((form.visibility ?? (publicByDefault ? 'public' : 'private')) === 'private') return null;
  return (
    <>
      <Button kind="ghost" icon="eye" onPress={() => setOpen(true)}>
        先看看别人会看到什么
      </Button>
      <Sheet open={open} title="别人看到的样子" onClose={() => setOpen(false)}>
        <PublicLook
          text={redactPersonalNumbers(form.text.trim())}
          address={form.addressText?.trim() ? redactPersonalNumbers(form.addressText.trim()) : null}
          photos={photos.flatMap(({ kind, thumbUrl, path, poster }) =>
            kind === 'voice' ? [] : kind === 'video' ? (poster ?? []) : thumbUrl ? fileUrl(thumbUrl) : path,
          )}
          note="电话和身份证号会自动隐去；个别文字和照片可能要审核后才公开，视频都要审核。录音不公开。不影响办理。"
        />
      </Sheet>
    </>
  );
}
