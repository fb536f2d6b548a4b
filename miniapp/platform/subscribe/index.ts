import Taro from '@tarojs/taro';

/** Whether this place can ask for WeChat notices at all. */
export const canSubscribe = true;

/** Asks WeChat to let us send these templates. @returns those accepted; closing the question accepts none */
export async function askToSubscribe(templateIds: string[]): Promise<string[]> {
  try {
    const answer = (await Taro.requestSubscribeMessage({
      tmplIds: templateIds,
      entityIds: [],
    })) as unknown as Record<string, string>;
    return templateIds.filter((id) => answer[id] === 'accept');
  } catch (error) {
    if (/cancel/i.test((error as { errMsg?: string }).errMsg ?? '')) return [];
    throw new Error('微信没有打开订阅窗口，请稍后再试', { cause: error });
  }
}
