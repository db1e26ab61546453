import { InspectPanel } from '#ui/inspect/InspectPanel.tsx';
import { useTexts } from '#ui/i18n/useTexts.ts';
import { Tabs } from '#ui/kit/Tabs.tsx';
import { RequestsPanel } from '#ui/request/RequestsPanel.tsx';
import { useActions, useAppStore } from '#ui/useAppStore.ts';
import { TracePanel } from './TracePanel.tsx';

/** The right panel: the trace, what is selected, and the requests of the scenario. */
export function ContextPanel() {
  const { tabs } = useTexts().panels.trace;
  const selected = useAppStore((state) => state.contextTab);
  const { showTab } = useActions();

  return (
    <Tabs
      label={tabs.label}
      tabs={[
        { id: 'trace', label: tabs.trace },
        { id: 'inspect', label: tabs.inspect },
        { id: 'requests', label: tabs.requests },
      ]}
      selected={selected}
      onSelect={(context) => {
        showTab({ context });
      }}
    >
      {selected === 'trace' ? <TracePanel /> : selected === 'inspect' ? <InspectPanel /> : <RequestsPanel />}
    </Tabs>
  );
}
