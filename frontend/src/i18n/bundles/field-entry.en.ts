import qualification from '../en/qualification.json';
import recruitment from '../en/recruitment.json';

export default { qualification, recruitment };
