import staffingdesk from '../zh-CN/staffingdesk.json';
import timeline from '../zh-CN/timeline.json';

export default { staffingdesk, timeline };
