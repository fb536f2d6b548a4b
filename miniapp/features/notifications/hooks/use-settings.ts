import { useState } from 'react';
import { getNotificationSettings, setNotificationSettings } from '@shared/notifications/contract';
import { type NotificationSettings } from '@shared/notifications/settings';
import { call, explain, putApi, useApi, useUser } from '@miniapp/client';
import { toast } from '@miniapp/ui';

/** The signed-in person's settings; a change shows at once and is taken back when it could not be saved. */
export function useSettings() {
  const user = useUser();
  const query = useApi(getNotificationSettings, {}, { enabled: user !== null });
  const [saving, setSaving] = useState(false);
  const change = async (part: Partial<NotificationSettings>): Promise<void> => {
    const before = query.data;
    if (!before || saving) return;
    const after = { ...before, ...part };
    setSaving(true);
    putApi(getNotificationSettings, {}, after);
    try {
      await call(setNotificationSettings, { body: after });
    } catch (error) {
      putApi(getNotificationSettings, {}, before);
      toast.fail(`没有保存：${explain(error)}`);
    } finally {
      setSaving(false);
    }
  };
  return { user, query, change };
}
