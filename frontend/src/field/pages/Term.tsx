import { MyTerm } from '@/features/terms/field/MyTerm';

export function Term() {
  return <MyTerm />;
}
