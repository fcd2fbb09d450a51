import { useRouter } from '@tanstack/react-router';
import { NoticeList } from '@/features/notices/field/NoticeList';
import { fieldPlace } from '../places';

export function Messages() {
  const router = useRouter();
  return (
    <NoticeList
      place={(link) => {
        const to = fieldPlace(link);
        return to === undefined
          ? undefined
          : () => {
              void router.navigate({ href: to });
            };
      }}
    />
  );
}
