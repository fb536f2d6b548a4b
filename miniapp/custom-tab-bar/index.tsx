/**
 * WeChat asks for this component as soon as `tabBar.custom` is set. It draws nothing: the bar is drawn by
 * `ui/page`, in the page's own React tree, where theme and badges live (one bar for weapp and H5).
 */
export default function CustomTabBar() {
  return null;
}
