import staffingdesk from '../en/staffingdesk.json';
import timeline from '../en/timeline.json';

export default { staffingdesk, timeline };
