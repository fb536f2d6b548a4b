export default definePageConfig({ navigationBarTitleText: '人员与值班' });
