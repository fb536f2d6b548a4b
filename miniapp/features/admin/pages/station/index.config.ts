export default definePageConfig({ navigationBarTitleText: '党支部和服务站' });
