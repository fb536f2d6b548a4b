export default definePageConfig({ navigationBarTitleText: '请假与交接' });
