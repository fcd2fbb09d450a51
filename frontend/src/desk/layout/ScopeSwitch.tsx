import { BankOutlined, DownOutlined } from '@ant-design/icons';
import { useMatches, useNavigate } from '@tanstack/react-router';
import { Button, Dropdown } from 'antd';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useBranchOptions } from '@/lib/lookups';
import { rememberScope, useScope } from '@/lib/scope';

const WHOLE = 'whole';

/** Which branch the pages show, for those who see several. A page that shows one says so in its address. */
export function ScopeSwitch() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const branches = useBranchOptions();
  const remembered = useScope();
  const page = useMatches().at(-1);
  const scoped = page?.staticData.scoped === true;
  const named = scoped ? (page.search as { branch_id?: string }).branch_id : remembered;
  useEffect(() => {
    // A link that names a branch sets the scope of the pages opened after it.
    if (scoped) rememberScope(named);
  }, [scoped, named]);
  if (branches.length < 2) return null;
  const choose = (branchId: string | undefined): void => {
    rememberScope(branchId);
    if (!scoped) return;
    const search = Object.fromEntries(Object.entries({ ...page.search, branch_id: branchId }).filter(([, value]) => value !== undefined));
    void navigate({ to: '.', search: search as never });
  };
  const name = branches.find((branch) => branch.value === named)?.label ?? t('desk:whole_bank');
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        selectable: true,
        selectedKeys: [named ?? WHOLE],
        items: [{ key: WHOLE, label: t('desk:whole_bank') }, { type: 'divider' }, ...branches.map((branch) => ({ key: branch.value, label: branch.label }))],
        onClick: ({ key }) => {
          choose(key === WHOLE ? undefined : key);
        },
      }}
    >
      <Button type="text" icon={<BankOutlined />} className={named === undefined ? 'kj-scope' : 'kj-scope kj-scope-one'} aria-label={t('desk:scope_is', { name })} title={t('desk:scope_is', { name })}>
        {name}
        <DownOutlined style={{ fontSize: 10 }} />
      </Button>
    </Dropdown>
  );
}
