import { SearchOutlined } from '@ant-design/icons';
import { useNavigate } from '@tanstack/react-router';
import { Input, Modal } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '@/lib/session';
import { navigationFor } from '../navigation';
import { ICONS } from './icons';

interface Props {
  open: boolean;
  onClose: () => void;
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
    .filter((page) => [t(page.title), page.path, i18n.t(page.title.replace('nav', 'hint'))].some((name) => name.toLowerCase().includes(wanted)));
  const go = (index: number): void => {
    const page = pages[index];
    if (page === undefined) return;
    onClose();
    void navigate({ to: page.path });
  };

  return (
    <div
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing || pages.length === 0) return;
        if (event.key === 'ArrowDown') setActive((active + 1) % pages.length);
        else if (event.key === 'ArrowUp') setActive((active + pages.length - 1) % pages.length);
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
        aria-expanded={pages.length > 0}
        aria-controls={list}
        aria-activedescendant={pages.length > 0 ? `${list}-${active.toString()}` : undefined}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setActive(0);
        }}
      />
      <div id={list} role="listbox" aria-label={t('desk:search.pages')} className="kj-palette">
        {pages.map((page, index) => (
          <div
            key={page.path}
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
            {ICONS[page.path]}
            <span>{t(page.title)}</span>
          </div>
        ))}
      </div>
      {pages.length === 0 && <p className="kj-quiet kj-palette-none">{t('desk:search.none', { text })}</p>}
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

/** Ctrl/⌘ K: goes to any page the person may open. */
export function SearchPalette({ open, onClose }: Props) {
  const { t } = useTranslation();
  return (
    <Modal open={open} onCancel={onClose} footer={null} closable={false} width={560} style={{ top: 96 }} styles={{ container: { padding: 0 } }} aria-label={t('desk:search.label')} destroyOnHidden>
      <Results onClose={onClose} />
    </Modal>
  );
}
