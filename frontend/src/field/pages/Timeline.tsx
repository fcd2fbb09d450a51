import { MyTimeline } from '@/features/staffing/field/MyTimeline';

export function Timeline() {
  return <MyTimeline />;
}
