import certification from '../zh-CN/certification.json';
import terms from '../zh-CN/terms.json';

export default { certification, terms };
