import qualification from '../zh-CN/qualification.json';
import recruitment from '../zh-CN/recruitment.json';

export default { qualification, recruitment };
