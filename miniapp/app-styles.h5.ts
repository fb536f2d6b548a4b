import './app.scss';
import './ui/page/portal.scss';
