import dispatch from '../zh-CN/dispatch.json';
import people from '../zh-CN/people.json';
import qualification from '../zh-CN/qualification.json';
import timeline from '../zh-CN/timeline.json';

export default { dispatch, people, qualification, timeline };
