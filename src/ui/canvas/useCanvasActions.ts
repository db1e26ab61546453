import { useReactFlow, type FitViewOptions } from '@xyflow/react';
import { useMemo } from 'react';
import type { Placement } from '#model/edit.ts';
import { keyOf, type ResourceRef } from '#model/kubernetes/resource.ts';
import { emptyMeshSummary } from '#model/meshSummary.ts';
import type { Position } from '#model/scenario.ts';
import type { AppActions, AppState } from '#store/state.ts';
import { useActions, useStateReader } from '#ui/useAppStore.ts';
import { setUiState, useUiState, type CanvasTool } from '../shell/uiState.ts';
import { editedObject, type CanvasNode } from './canvasNode.ts';
import { drawnObjects } from './drawnAs.ts';
import type { CanvasEdge } from './relations.ts';
import { namespaceKey } from './projectCanvas.ts';
import { newResource } from './newResource.ts';
import { glide } from './glide.ts';
import { placementOf } from './placementOf.ts';
import { addressToCall, callerName } from './requestEnds.ts';

/** Room around everything: the toolbar stands above it, a hint below when there is one, buttons to the right. */
export function fitOptions(): FitViewOptions {
  const isStrip = document.querySelector('#canvas[data-strip]') !== null;
  // From the back of a room only large things can be read.
  if (isStrip) return { padding: 0.06, maxZoom: useUiState.getState().presenting ? 1.9 : 1.1, minZoom: 0.1 };
  const hint = document.querySelector<HTMLElement>('[data-canvas-hint]')?.offsetHeight ?? 0;
  return {
    padding: { top: '72px', right: '58px', bottom: `${hint === 0 ? 30 : hint + 26}px`, left: '30px' },
    maxZoom: 1,
    minZoom: 0.1,
  };
}

/** Everything a user can do on the canvas, for mouse, menu and keyboard alike. */
export interface CanvasActions {
  /** The node with this id, as it is now. */
  node(id: string | undefined): CanvasNode | undefined;
  selectedNodes(): readonly CanvasNode[];
  select(ids: readonly string[]): void;
  selectAll(): void;
  add(
    tool: Exclude<CanvasTool, 'select'>,
    at?: { readonly under: CanvasNode | undefined; readonly point: Position },
  ): Promise<void>;
  remove(nodes: readonly CanvasNode[]): void;
  duplicate(nodes: readonly CanvasNode[]): void;
  rename(node: CanvasNode, to: string): void;
  /** With a point, the nodes stay where they were let go and nothing there gives way. */
  moveTo(nodes: readonly CanvasNode[], namespace: string, at?: Position): Promise<void>;
  place(placements: readonly Placement[]): Promise<void>;
  sendFrom(node: CanvasNode): void;
  sendTo(node: CanvasNode): void;
  inspect(node: CanvasNode): void;
  showYaml(node: CanvasNode): void;
  tidy(): void;
  fit(): void;
  /** Brings a node into view, selects it and gives it the focus. */
  goTo(id: string): void;
  focus(id: string): void;
}

export function useCanvasActions(): CanvasActions {
  const flow = useReactFlow<CanvasNode, CanvasEdge>();
  const actions = useActions();
  const read = useStateReader();
  return useMemo(() => {
    const looking = lookingActions(flow, actions, read);
    return { ...looking, ...editingActions(flow, actions, read, looking) };
  }, [flow, actions, read]);
}

type Flow = ReturnType<typeof useReactFlow<CanvasNode, CanvasEdge>>;
type Looking = Pick<
  CanvasActions,
  'node' | 'selectedNodes' | 'select' | 'selectAll' | 'inspect' | 'showYaml' | 'fit' | 'goTo' | 'focus'
>;

function lookingActions(flow: Flow, actions: AppActions, read: () => AppState): Looking {
  const node = (id: string | undefined): CanvasNode | undefined => (id === undefined ? undefined : flow.getNode(id));
  const looking: Looking = {
    node,
    selectedNodes() {
      return read().selection.flatMap((ref) => node(keyOf(ref)) ?? []);
    },
    select(ids) {
      actions.select(ids.flatMap((id) => node(id)?.data.ref ?? []));
    },
    selectAll() {
      const all = flow.getNodes().filter(({ type }) => type !== 'outside' && type !== 'external');
      actions.select(all.map(({ data }) => data.ref));
    },
    inspect(target) {
      actions.select([target.data.ref]);
      actions.showTab({ context: 'inspect' });
    },
    showYaml(target) {
      const object = editedObject(target);
      if (object !== undefined) actions.revealField(object, []);
    },
    fit() {
      glide(read().still ? 0 : 300, () => flow.fitView({ ...fitOptions() }));
    },
    focus(id) {
      setUiState({ focused: id });
      // The node gets its place in the tab order with the next drawing.
      requestAnimationFrame(() => {
        nodeElement(id)?.focus({ preventScroll: true });
      });
    },
    goTo(id) {
      const target = flow.getInternalNode(id);
      if (target === undefined) return;
      const { x, y } = target.internals.positionAbsolute;
      const centre = [x + (target.width ?? 0) / 2, y + (target.height ?? 0) / 2] as const;
      glide(read().still ? 0 : 300, () => flow.setCenter(...centre, { zoom: Math.max(flow.getZoom(), 0.9) }));
      actions.select([target.data.ref]);
      looking.focus(id);
    },
  };
  return looking;
}

export function nodeElement(id: string): HTMLElement | null {
  return document.querySelector<HTMLElement>(`.react-flow__node[data-id="${CSS.escape(id)}"]`);
}

function editingActions(
  flow: Flow,
  actions: AppActions,
  read: () => AppState,
  looking: Looking,
): Omit<CanvasActions, keyof Looking> {
  const objects = (nodes: readonly CanvasNode[]): readonly ResourceRef[] => {
    const unique = new Map(nodes.flatMap((each) => editedObject(each) ?? []).map((ref) => [keyOf(ref), ref]));
    return [...unique.values()];
  };
  return {
    async add(tool, at) {
      const before = drawnNow(read);
      const namespace =
        namespaceFor(at?.under ?? looking.selectedNodes()[0]) ?? read().compiled?.summary.namespaces[0]?.name;
      const resource = newResource(tool, namespace ?? 'default', at?.under);
      const place = at === undefined ? {} : { at: relative(flow, tool, namespace, at.point) };
      setUiState({ tool: 'select' });
      await actions.edit({ kind: 'add-resource', resource, ...place });
      // Asked of the mesh, not of the canvas: that may take more than a frame to draw it.
      const added = newObjects(read, before).filter(({ kind }) => (kind === 'Namespace') === (tool === 'namespace'));
      const [first] = added;
      if (first === undefined) return;
      actions.select([first]);
      setUiState({ focused: keyOf(first), renaming: added.length === 1 ? keyOf(first) : undefined });
    },
    remove(nodes) {
      const refs = objects(nodes);
      if (refs.length === 0) return;
      actions.select([]);
      void actions.edit({ kind: 'remove-resources', refs });
    },
    duplicate(nodes) {
      const refs = objects(nodes);
      if (refs.length > 0) void actions.edit({ kind: 'duplicate', refs });
    },
    rename(node, to) {
      const ref = editedObject(node);
      if (ref !== undefined && to !== '' && to !== ref.name) void actions.edit({ kind: 'rename', ref, to });
    },
    async moveTo(nodes, namespace, at) {
      const refs = objects(nodes).filter((ref) => ref.namespace !== undefined && ref.namespace !== namespace);
      if (refs.length === 0) return;
      const before = drawnNow(read);
      const settled = flow.getNodes().filter(({ parentId }) => parentId === namespaceKey(namespace));
      // Pods get new names with their namespace, so where they lie can be written only after they have moved.
      const drop = Symbol('drop');
      const { text } = read();
      await actions.edit({ kind: 'move-to-namespace', refs, namespace }, drop);
      if (at === undefined || read().text === text) return;
      const arrived = newObjects(read, before).filter((ref) => ref.namespace === namespace);
      const placements = [
        ...settled.map(({ id, position }) => placementOf(id, position)),
        ...arrived.map((ref, index) => placementOf(keyOf(ref), { x: at.x + index * 20, y: at.y + index * 20 })),
      ];
      await actions.edit({ kind: 'move', placements }, drop);
    },
    place(placements) {
      return placements.length === 0 ? Promise.resolve() : actions.edit({ kind: 'move', placements });
    },
    sendFrom(node) {
      const from = callerName(node);
      if (from !== undefined) actions.setDraft({ from });
    },
    sendTo(node) {
      const to = addressToCall(node, read().draft.to);
      if (to !== undefined) actions.setDraft({ to });
    },
    tidy() {
      void import('./tidyLayout.ts')
        .then(({ tidyLayout }) => {
          const placements = tidyLayout(flow.getNodes(), flow.getEdges());
          return actions.edit({ kind: 'move', placements });
        })
        .then(() => {
          requestAnimationFrame(looking.fit);
        });
    },
  };
}

function drawnNow(read: () => AppState): ReadonlySet<string> {
  return new Set(drawnObjects(read().compiled?.summary ?? emptyMeshSummary).map(keyOf));
}

/** What an edit has brought onto the canvas. */
function newObjects(read: () => AppState, before: ReadonlySet<string>): readonly ResourceRef[] {
  return drawnObjects(read().compiled?.summary ?? emptyMeshSummary).filter((ref) => !before.has(keyOf(ref)));
}

export function namespaceFor(node: CanvasNode | undefined): string | undefined {
  if (node === undefined) return undefined;
  return node.type === 'namespace' ? node.data.namespace.name : node.data.ref.namespace;
}

/** The place in the container that the new node will be in, which need not be what is under the pointer. */
function relative(flow: Flow, tool: CanvasTool, namespace: string | undefined, point: Position): Position {
  const container = tool === 'namespace' || namespace === undefined ? undefined : namespaceKey(namespace);
  const origin = container === undefined ? undefined : flow.getInternalNode(container)?.internals.positionAbsolute;
  return { x: Math.round(point.x - (origin?.x ?? 0) - 20), y: Math.round(point.y - (origin?.y ?? 0) - 20) };
}
