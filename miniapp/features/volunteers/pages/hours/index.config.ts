export default definePageConfig({ navigationBarTitleText: '时长和积分' });
