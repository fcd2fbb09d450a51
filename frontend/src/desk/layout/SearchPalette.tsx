import { SearchOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Input, Modal } from 'antd';
import { useDeferredValue, useId, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { may } from '@/lib/access';
import { searchClients, searchManagers, searchRounds, type Found } from '@/lib/lookups';
import { useMe, type Me } from '@/lib/session';
import { navigationFor } from '../navigation';
import { ICONS } from './icons';

interface Props {
  open: boolean;
  onClose: () => void;
}

interface Hit {
  href: string;
  group: 'pages' | 'clients' | 'managers' | 'rounds';
  icon: ReactNode;
  label: string;
  hint?: string | undefined;
}

const FEW = 6;

/** What the server finds for a text, of the kinds that the person may see. */
function useFound(me: Me, text: string): Hit[] {
  const wanted = useDeferredValue(text);
  const sources = [
    { group: 'clients' as const, path: '/clients', action: 'list_clients', search: (typed: string) => searchClients(typed, FEW) },
    { group: 'managers' as const, path: '/managers', action: 'list_managers', search: (typed: string) => searchManagers(typed) },
    { group: 'rounds' as const, path: '/rounds', action: 'list_rounds', search: searchRounds },
  ].filter((source) => may(me, source.action));
  const found = useQuery({
    queryKey: ['palette', wanted, sources.map((source) => source.group)],
    enabled: wanted !== '',
    placeholderData: (previous) => previous,
    queryFn: async () => {
      // One kind that fails must not hide the others.
      const answers = await Promise.all(sources.map((source) => source.search(wanted).catch((): Found[] => [])));
      return answers.map((rows) => rows.slice(0, FEW));
    },
  });
  return wanted === ''
    ? []
    : sources.flatMap((source, index) => (found.data?.[index] ?? []).map((row): Hit => ({ href: `${source.path}/${row.value}`, group: source.group, icon: ICONS[source.path], label: row.label, hint: row.hint })));
}

function Results({ onClose }: { onClose: () => void }) {
  const { t, i18n } = useTranslation();
  const me = useMe();
  const navigate = useNavigate();
  const list = useId();
  const [text, setText] = useState('');
  const [active, setActive] = useState(0);

  const wanted = text.trim().toLowerCase();
  const pages = navigationFor(me)
    .flatMap((group) => group.pages)
    // The other language's word and the path find a page too.
    .filter((page) => [t(page.title), page.path, i18n.t(page.title.replace('nav', 'hint'))].some((name) => name.toLowerCase().includes(wanted)))
    .map((page): Hit => ({ href: page.path, group: 'pages', icon: ICONS[page.path], label: t(page.title) }));
  const hits = [...useFound(me, text.trim()), ...pages];
  const go = (index: number): void => {
    const hit = hits[index];
    if (hit === undefined) return;
    onClose();
    void navigate({ href: hit.href });
  };

  return (
    <div
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing || hits.length === 0) return;
        if (event.key === 'ArrowDown') setActive((active + 1) % hits.length);
        else if (event.key === 'ArrowUp') setActive((active + hits.length - 1) % hits.length);
        else if (event.key === 'Enter') go(active);
        else return;
        event.preventDefault();
      }}
    >
      <Input
        autoFocus
        size="large"
        variant="borderless"
        prefix={<SearchOutlined />}
        placeholder={t('desk:search.placeholder')}
        aria-label={t('desk:search.label')}
        role="combobox"
        aria-expanded={hits.length > 0}
        aria-controls={list}
        aria-activedescendant={hits.length > 0 ? `${list}-${active.toString()}` : undefined}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setActive(0);
        }}
      />
      <div id={list} role="listbox" aria-label={t('desk:search.results')} className="kj-palette">
        {hits.map((hit, index) => (
          <div
            key={hit.href}
            id={`${list}-${index.toString()}`}
            role="option"
            aria-selected={index === active}
            className={index === active ? 'kj-hit kj-hit-active' : 'kj-hit'}
            onMouseMove={() => {
              setActive(index);
            }}
            onClick={() => {
              go(index);
            }}
          >
            {hit.icon}
            <span>{hit.label}</span>
            {hit.hint !== undefined && <small className="kj-quiet">{hit.hint}</small>}
            <small className="kj-quiet kj-hit-group">{t(`desk:search.${hit.group}`)}</small>
          </div>
        ))}
      </div>
      {hits.length === 0 && <p className="kj-quiet kj-palette-none">{t('desk:search.none', { text })}</p>}
      <div className="kj-palette-keys kj-quiet" aria-hidden>
        <span>
          <kbd>↑</kbd> <kbd>↓</kbd> {t('desk:search.move')}
        </span>
        <span>
          <kbd>↵</kbd> {t('desk:search.enter')}
        </span>
        <span>
          <kbd>Esc</kbd> {t('desk:search.leave')}
        </span>
      </div>
    </div>
  );
}

/** Ctrl/⌘ K: goes to any client, manager, round or page that the person may open. */
export function SearchPalette({ open, onClose }: Props) {
  const { t } = useTranslation();
  return (
    <Modal open={open} onCancel={onClose} footer={null} closable={false} width={560} style={{ top: 96 }} styles={{ container: { padding: 0 } }} aria-label={t('desk:search.label')} destroyOnHidden>
      <Results onClose={onClose} />
    </Modal>
  );
}
