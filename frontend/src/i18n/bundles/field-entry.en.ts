import qualification from '../en/qualification.json';

export default { qualification };
