import { useTexts } from '#ui/i18n/useTexts.ts';
import kit from '#ui/kit/panel.module.css';
import type { OptionGroup, RequestOption } from './requestOption.ts';
import styles from './Combobox.module.css';

interface OptionListProps {
  readonly id: string;
  readonly label: string;
  readonly options: readonly RequestOption[];
  readonly active: number;
  readonly onChoose: (option: RequestOption) => void;
  readonly onPoint: (position: number) => void;
}

/** The offered options in their groups. The field keeps the focus; this list only shows and takes clicks. */
export function OptionList({ id, label, options, active, onChoose, onPoint }: OptionListProps) {
  const { request: texts, inspect } = useTexts().panels;
  const groups = [...new Set(options.map(({ group }) => group))];
  if (options.length === 0) {
    return (
      <div role="listbox" id={`${id}-list`} aria-label={label} className={styles.options}>
        <p className={`${kit.small ?? ''} ${styles.none ?? ''}`}>{texts.noOption}</p>
      </div>
    );
  }

  function detail({ group, facts, participation }: RequestOption): string {
    if (group === 'outside') return texts.outsideDetail;
    return [...facts, ...(participation === undefined ? [] : [inspect.participation[participation]])].join(' · ');
  }

  function members(group: OptionGroup): readonly (readonly [RequestOption, number])[] {
    return options.map((option, position) => [option, position] as const).filter(([option]) => option.group === group);
  }

  return (
    <div role="listbox" id={`${id}-list`} aria-label={label} className={styles.options}>
      {groups.map((group) => (
        <div key={group} role="group" aria-labelledby={`${id}-${group}`}>
          <div id={`${id}-${group}`} role="presentation" className={styles.group}>
            {texts.groups[group]}
          </div>
          {members(group).map(([option, position]) => (
            // The field keeps the focus and hears the keys; the options are chosen through it.
            // eslint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
            <div
              key={option.value}
              id={`${id}-${String(position)}`}
              role="option"
              aria-selected={position === active}
              className={styles.option}
              onMouseDown={(event) => {
                event.preventDefault();
              }}
              onMouseMove={() => {
                onPoint(position);
              }}
              onClick={() => {
                onChoose(option);
              }}
            >
              <span className={styles.value}>{option.value}</span>
              <span className={styles.detail}>{detail(option)}</span>
            </div>
          ))}
        </div>
      ))}
    </div>
  );
}
