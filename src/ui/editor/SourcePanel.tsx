import { useState } from 'react';
import type { Diagnostic } from '#model/diagnostic.ts';
import { useTexts } from '#ui/i18n/useTexts.ts';
import { Chip } from '#ui/kit/Chip.tsx';
import { lazyPart } from '#ui/kit/lazyPart.tsx';
import { Tabs } from '#ui/kit/Tabs.tsx';
import kit from '#ui/kit/panel.module.css';
import { useActions, useAppStore } from '#ui/useAppStore.ts';
import { ManifestsTab } from './ManifestsTab.tsx';

const ResourcesTab = lazyPart(async () => (await import('./ResourcesTab.tsx')).ResourcesTab);
const ProblemsTab = lazyPart(async () => (await import('#ui/problems/ProblemsTab.tsx')).ProblemsTab);

const none: readonly Diagnostic[] = [];

/** The left panel: the text itself, the objects in it, and what is wrong with them. */
export function SourcePanel() {
  const { tabs } = useTexts().panels.source;
  const selected = useAppStore((state) => state.sourceTab);
  const { showTab } = useActions();
  /** Where the caret begins once the full editor is wanted; it stays wanted while the other tabs are looked at. */
  const [editAt, setEditAt] = useState<number>();

  return (
    <Tabs
      label={tabs.label}
      tabs={[
        { id: 'manifests', label: tabs.manifests },
        { id: 'resources', label: tabs.resources },
        { id: 'problems', label: tabs.problems, badge: <ProblemBadge /> },
      ]}
      selected={selected}
      onSelect={(source) => {
        showTab({ source });
      }}
    >
      {selected === 'manifests' ? (
        <ManifestsTab editAt={editAt} onEdit={setEditAt} />
      ) : selected === 'resources' ? (
        <ResourcesTab />
      ) : (
        <ProblemsTab />
      )}
    </Tabs>
  );
}

function ProblemBadge() {
  const { source: texts } = useTexts().panels;
  const diagnostics = useAppStore((state) => state.compiled?.diagnostics ?? none);
  const errors = diagnostics.filter(({ severity }) => severity === 'error').length;
  const warnings = diagnostics.filter(({ severity }) => severity === 'warning').length;
  if (errors + warnings === 0) return null;
  return (
    <Chip tone={errors > 0 ? 'deny' : 'plain'}>
      <span aria-hidden>{errors + warnings}</span>
      <span className={kit.hidden}>{texts.problemCount(errors, warnings)}</span>
    </Chip>
  );
}
