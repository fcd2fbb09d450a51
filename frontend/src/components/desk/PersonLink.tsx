import { Link } from '@tanstack/react-router';
import { may } from '@/lib/access';
import { useMe } from '@/lib/session';

/** An employee's name, leading to the person's page for those who may look there. */
export function PersonLink({ id, name }: { id: string | null | undefined; name: string }) {
  const me = useMe();
  if (id === undefined || id === null || id === '' || (!may(me, 'get_employee') && id !== me.employee_id)) return <span className="kj-name">{name}</span>;
  return (
    <Link
      to="/employees/$id"
      params={{ id }}
      search={{}}
      className="kj-name"
      onClick={(event) => {
        // The row around it may open something else.
        event.stopPropagation();
      }}
    >
      {name}
    </Link>
  );
}
