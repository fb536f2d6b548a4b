export default definePageConfig({ navigationBarTitleText: '一个团队' });
