import type { ResourceRef } from '#model/kubernetes/resource.ts';
import { labels } from '#model/kubernetes/labels.ts';
import type { MeshSummary, WaypointBindingSummary } from '#model/meshSummary.ts';
import type { AppActions } from '#store/state.ts';
import type { ShellTexts } from '#ui/i18n/en/shell.ts';
import type { MenuEntry } from '#ui/kit/Menu.tsx';
import { setUiState, type CanvasTool } from '../shell/uiState.ts';
import { editedObject, type CanvasNode } from './canvasNode.ts';
import { callerName } from './requestEnds.ts';
import type { CanvasActions } from './useCanvasActions.ts';
import { waypointChoices } from './waypointChoices.ts';

export interface MenuSurroundings {
  readonly canvas: CanvasActions;
  readonly actions: AppActions;
  readonly summary: MeshSummary;
  readonly readOnly: boolean;
  readonly texts: ShellTexts['canvas'];
}

const tools: readonly Exclude<CanvasTool, 'select'>[] = ['namespace', 'workload', 'service', 'waypoint', 'gateway'];

/** What can be done with a node, or with all selected nodes when it is one of them. */
export function nodeMenu(node: CanvasNode, around: MenuSurroundings): readonly MenuEntry[] {
  const { readOnly } = around;
  return [
    ...requestEntries(node, around),
    ...(readOnly ? [] : [...meshEntries(node, around), ...addEntries(node, around), ...objectEntries(node, around)]),
  ];
}

/** What can be done with the canvas itself. */
export function canvasMenu({ canvas, actions, readOnly, texts }: MenuSurroundings): readonly MenuEntry[] {
  const edits = [
    action('tidy', texts.tidy, canvas.tidy),
    action('forget', texts.menu.forgetLayout, () => void actions.edit({ kind: 'forget-layout' })),
    { kind: 'line', id: 'line' } as const,
    ...tools.map((tool) => action(`add-${tool}`, texts.tool[tool], () => void canvas.add(tool))),
  ];
  return [
    action('fit', texts.fit, canvas.fit),
    action('all', texts.menu.selectAll, canvas.selectAll, { keys: 'Ctrl A' }),
    ...(readOnly ? [] : edits),
  ];
}

function action(
  id: string,
  label: string,
  run: () => void,
  more: {
    readonly keys?: string;
    readonly danger?: boolean;
    readonly checked?: boolean;
    readonly disabled?: boolean;
  } = {},
): MenuEntry {
  return { kind: 'action', id, label, run, ...more };
}

function requestEntries(node: CanvasNode, { canvas, texts }: MenuSurroundings): readonly MenuEntry[] {
  const { menu } = texts;
  const canCall = callerName(node) !== undefined;
  const canAnswer = node.type === 'service' || node.type === 'workload' || node.type === 'gateway';
  const isObject = editedObject(node) !== undefined;
  return [
    ...(isObject
      ? [
          action(
            'inspect',
            menu.inspect,
            () => {
              canvas.inspect(node);
            },
            { keys: 'Enter' },
          ),
        ]
      : []),
    ...(isObject
      ? [
          action('yaml', menu.showYaml, () => {
            canvas.showYaml(node);
          }),
        ]
      : []),
    ...(canCall
      ? [
          action('from', menu.sendFrom, () => {
            canvas.sendFrom(node);
          }),
        ]
      : []),
    ...(canAnswer
      ? [
          action('to', menu.sendTo, () => {
            canvas.sendTo(node);
          }),
        ]
      : []),
  ];
}

function meshEntries(node: CanvasNode, around: MenuSurroundings): readonly MenuEntry[] {
  switch (node.type) {
    case 'namespace':
      return [
        ...ambientEntries(node, around, node.data.namespace.ambient ? 'on' : 'off'),
        ...waypointEntries(node, around, node.data.namespace.useWaypoint),
      ];
    case 'workload':
      return [
        ...ambientEntries(node, around, undefined),
        ...waypointEntries(node, around, node.data.workload.waypoint),
      ];
    case 'service':
      return waypointEntries(node, around, node.data.service.waypoint);
    case 'gateway':
      return node.data.gateway.role === 'waypoint'
        ? trafficEntries(node.data.ref, node.data.gateway.waypointFor, around)
        : [];
    default:
      return [];
  }
}

function ambientEntries(
  node: CanvasNode,
  { actions, texts }: MenuSurroundings,
  now: 'on' | 'off' | undefined,
): readonly MenuEntry[] {
  const target = editedObject(node);
  if (target === undefined) return [];
  const set = (to: 'on' | 'off' | 'inherit') => () => void actions.edit({ kind: 'set-ambient', target, to });
  const { menu } = texts;
  if (node.type === 'namespace') {
    return [
      { kind: 'line', id: 'ambient-line' },
      now === 'on' ? action('off', menu.ambientOff, set('inherit')) : action('on', menu.ambientOn, set('on')),
    ];
  }
  return [
    { kind: 'line', id: 'ambient-line' },
    action('on', menu.ambientOn, set('on')),
    action('off', menu.ambientOff, set('off')),
    action('inherit-ambient', menu.ambientInherit, set('inherit')),
  ];
}

function waypointEntries(
  node: CanvasNode,
  { actions, texts, summary }: MenuSurroundings,
  binding: WaypointBindingSummary | undefined,
): readonly MenuEntry[] {
  const target = editedObject(node);
  if (target === undefined || summary.gateways.every(({ role }) => role !== 'waypoint')) return [];
  const inherit = node.type === 'namespace' ? texts.unset : texts.inherit;
  return [
    { kind: 'heading', id: 'waypoint-heading', label: texts.menu.waypoint },
    ...waypointChoices(summary.gateways, binding, inherit, texts.noWaypoint, (waypoint) => {
      void actions.edit({ kind: 'set-waypoint', target, waypoint });
    }),
  ];
}

function trafficEntries(ref: ResourceRef, now: string, { actions, texts }: MenuSurroundings): readonly MenuEntry[] {
  const { menu } = texts;
  const choices = { service: menu.forService, workload: menu.forWorkload, all: menu.forAll, none: menu.forNone };
  return [
    { kind: 'heading', id: 'for-heading', label: menu.waypointFor },
    ...Object.entries(choices).map(([value, label]) =>
      action(
        `for-${value}`,
        label,
        () => void actions.edit({ kind: 'set-field', ref, path: ['metadata', 'labels', labels.waypointFor], value }),
        { checked: now === value },
      ),
    ),
  ];
}

function addEntries(node: CanvasNode, { canvas, texts }: MenuSurroundings): readonly MenuEntry[] {
  if (node.type !== 'namespace') return [];
  const here = { under: node, point: { x: node.position.x + 60, y: node.position.y + 80 } };
  return [
    { kind: 'heading', id: 'add-heading', label: texts.menu.add },
    ...tools
      .filter((tool) => tool !== 'namespace')
      .map((tool) => action(`add-${tool}`, texts.tool[tool], () => void canvas.add(tool, { ...here }))),
  ];
}

function objectEntries(node: CanvasNode, { canvas, texts, summary }: MenuSurroundings): readonly MenuEntry[] {
  if (editedObject(node) === undefined) return [];
  const { menu } = texts;
  const chosen = canvas.selectedNodes();
  const targets = chosen.some(({ id }) => id === node.id) ? chosen : [node];
  const others = summary.namespaces.filter(({ name }) => name !== node.data.ref.namespace);
  const moves =
    node.type === 'namespace' || others.length === 0
      ? []
      : [
          { kind: 'heading', id: 'move-heading', label: menu.moveTo } as const,
          ...others.slice(0, 8).map(({ name }) =>
            action(`move-${name}`, name, () => {
              void canvas.moveTo(targets, name);
            }),
          ),
        ];
  return [
    ...moves,
    { kind: 'line', id: 'object-line' },
    action(
      'rename',
      menu.rename,
      () => {
        setUiState({ renaming: node.id });
      },
      { keys: 'F2', disabled: targets.length > 1 },
    ),
    action(
      'duplicate',
      menu.duplicate,
      () => {
        canvas.duplicate(targets);
      },
      { keys: 'Ctrl D' },
    ),
    action(
      'remove',
      menu.remove,
      () => {
        canvas.remove(targets);
      },
      { keys: 'Del', danger: true },
    ),
  ];
}
