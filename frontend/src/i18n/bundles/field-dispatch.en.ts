import dispatch from '../en/dispatch.json';

export default { dispatch };
