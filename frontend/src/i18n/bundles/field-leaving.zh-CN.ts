import leaving from '../zh-CN/leaving.json';

export default { leaving };
