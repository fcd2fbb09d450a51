import certification from '../en/certification.json';
import terms from '../en/terms.json';

export default { certification, terms };
