import qualification from '../zh-CN/qualification.json';

export default { qualification };
