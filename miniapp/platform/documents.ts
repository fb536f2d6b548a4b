import Taro from '@tarojs/taro';
import { type Documents } from './documents-types';

/** A PDF is fetched to a temporary file and shown by WeChat, whose menu prints and forwards it. */
export const documents: Documents = {
  prepare: () => ({
    async open({ url, headers }) {
      const { statusCode, tempFilePath } = await Taro.downloadFile({ url, header: headers });
      if (statusCode < 400)
        await Taro.openDocument({ filePath: tempFilePath, fileType: 'pdf', showMenu: true });
      return statusCode;
    },
    cancel: () => undefined,
  }),
};
