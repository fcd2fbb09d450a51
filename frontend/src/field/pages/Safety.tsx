export { Safety } from '@/features/identity/field/Safety';
