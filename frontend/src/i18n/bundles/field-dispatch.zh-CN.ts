import dispatch from '../zh-CN/dispatch.json';

export default { dispatch };
