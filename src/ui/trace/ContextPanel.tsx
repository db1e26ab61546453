import { useTexts } from '#ui/i18n/useTexts.ts';
import { lazyPart } from '#ui/kit/lazyPart.tsx';
import { Tabs } from '#ui/kit/Tabs.tsx';
import { useActions, useAppStore } from '#ui/useAppStore.ts';
import { TracePanel } from './TracePanel.tsx';

const LessonPanel = lazyPart(async () => (await import('#ui/lessons/LessonPanel.tsx')).LessonPanel);
const InspectPanel = lazyPart(async () => (await import('#ui/inspect/InspectPanel.tsx')).InspectPanel);
const RequestsPanel = lazyPart(async () => (await import('#ui/request/RequestsPanel.tsx')).RequestsPanel);

/** The right panel: the trace, what is selected, and the requests of the scenario. */
export function ContextPanel() {
  const { tabs } = useTexts().panels.trace;
  const selected = useAppStore((state) => state.contextTab);
  const hasLesson = useAppStore(({ teaching }) => (teaching?.lesson ?? teaching?.symptom) !== undefined);
  const { showTab } = useActions();

  return (
    <Tabs
      label={tabs.label}
      tabs={[
        ...(hasLesson ? [{ id: 'lesson', label: tabs.lesson } as const] : []),
        { id: 'trace', label: tabs.trace },
        { id: 'inspect', label: tabs.inspect },
        { id: 'requests', label: tabs.requests },
      ]}
      selected={selected}
      onSelect={(context) => {
        showTab({ context });
      }}
    >
      {selected === 'lesson' ? (
        <LessonPanel />
      ) : selected === 'trace' ? (
        <TracePanel />
      ) : selected === 'inspect' ? (
        <InspectPanel />
      ) : (
        <RequestsPanel />
      )}
    </Tabs>
  );
}
