import dispatch from '../en/dispatch.json';
import people from '../en/people.json';
import qualification from '../en/qualification.json';
import timeline from '../en/timeline.json';

export default { dispatch, people, qualification, timeline };
