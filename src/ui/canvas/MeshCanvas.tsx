import '@xyflow/react/dist/base.css';
import { Background, ReactFlow, useReactFlow, type Connection } from '@xyflow/react';
import { lazy, Suspense, type MouseEvent, type TouchEvent } from 'react';
import { useTexts } from '#ui/i18n/useTexts.ts';
import type { AppState } from '#store/state.ts';
import { useActions, useAppStore } from '#ui/useAppStore.ts';
import { afterSettling } from '../shell/afterSettling.ts';
import { LazyPathLayer } from '../playback/LazyPathLayer.tsx';
import { setUiState, useUiState } from '../shell/uiState.ts';
import { CanvasControls } from './CanvasControls.tsx';
import { editedObject, type CanvasNode } from './canvasNode.ts';
import { CanvasSearch } from './CanvasSearch.tsx';
import { CanvasToolbar } from './CanvasToolbar.tsx';
import { DropMark } from './DropMark.tsx';
import styles from './MeshCanvas.module.css';
import { ExternalNode, OutsideNode } from './nodes/BeyondNode.tsx';
import { GatewayNode } from './nodes/GatewayNode.tsx';
import { NamespaceNode } from './nodes/NamespaceNode.tsx';
import { ServiceNode } from './nodes/ServiceNode.tsx';
import { WorkloadNode } from './nodes/WorkloadNode.tsx';
import { RenameField } from './RenameField.tsx';
import { RelationEdge } from './RelationEdge.tsx';
import type { CanvasEdge } from './relations.ts';
import { useCanvasActions, type CanvasActions } from './useCanvasActions.ts';
import { useCanvasKeys } from './useCanvasKeys.ts';
import { useCanvasNodes } from './useCanvasNodes.ts';
import { useFitOnOpen } from './useFitOnOpen.ts';
import { useFollowStep } from './useFollowStep.ts';
import { useGradually } from './useGradually.ts';
import { useLongPress } from './useLongPress.ts';
import { useProjection } from './useProjection.ts';
import { useShowPath } from './useShowPath.ts';

// What is not on the first picture is loaded when it is wanted.
const EmptyCanvas = lazy(() =>
  import('./EmptyCanvas.tsx').then(({ EmptyCanvas: component }) => ({ default: component })),
);
const MiniMap = lazy(() =>
  afterSettling()
    .then(() => import('./MiniMap.tsx'))
    .then(({ MiniMap: component }) => ({ default: component })),
);
const CanvasMenu = lazy(() => import('./CanvasMenu.tsx').then(({ CanvasMenu: component }) => ({ default: component })));

const nodeTypes = {
  namespace: NamespaceNode,
  workload: WorkloadNode,
  service: ServiceNode,
  gateway: GatewayNode,
  outside: OutsideNode,
  external: ExternalNode,
};
const edgeTypes = { relation: RelationEdge };

/** Above this many nodes only those in view are drawn; below, drawing all pans more smoothly. */
const manyNodes = 400;

/** The mesh as a picture that can be edited, with the path of the newest request over it. */
export function MeshCanvas({ strip = false }: { readonly strip?: boolean }) {
  const { canvas: texts } = useTexts().shell;
  const isStale = useAppStore((state) => (state.compiled?.stale.length ?? 0) > 0);
  const readOnly = useAppStore((state) => state.readOnly);
  const tool = useUiState((state) => state.tool);
  const hasMenu = useUiState((state) => state.menu !== undefined);
  const searching = useUiState((state) => state.searching);
  const isEmpty = useAppStore(isEmptyScenario);
  const canvas = useCanvasActions();
  const handleKeyDown = useCanvasKeys(canvas);
  const longPress = useLongPress((x, y, target) => {
    setUiState({ menu: { x, y, node: nodeUnder(target) } });
  });
  useFollowStep(strip);
  useShowPath(!strip);
  return (
    // Keys reach it from the nodes inside, which are what has the focus.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <section
      id="canvas"
      aria-label={texts.label}
      className={styles.canvas}
      data-tool={tool}
      data-strip={strip ? '' : undefined}
      tabIndex={-1}
      onKeyDown={handleKeyDown}
      {...longPress}
    >
      <CanvasFlow canvas={canvas} readOnly={readOnly || strip} strip={strip} />
      {strip ? null : (
        <>
          {readOnly ? null : <CanvasToolbar canvas={canvas} />}
          {isStale ? <p className={styles.stale}>{texts.stalePicture}</p> : null}
          <CanvasControls canvas={canvas} />
          {searching ? <CanvasSearch canvas={canvas} /> : null}
          <Suspense>
            <MiniMap />
          </Suspense>
        </>
      )}
      {isEmpty ? (
        <Suspense>
          <EmptyCanvas />
        </Suspense>
      ) : null}
      {hasMenu ? (
        <Suspense>
          <CanvasMenu canvas={canvas} />
        </Suspense>
      ) : null}
    </section>
  );
}

interface CanvasFlowProps {
  readonly canvas: CanvasActions;
  readonly readOnly: boolean;
  readonly strip: boolean;
}

/** React Flow, controlled: it draws what it is given and says what was done to it. */
function CanvasFlow({ canvas, readOnly, strip }: CanvasFlowProps) {
  const tool = useUiState((state) => state.tool);
  const isRenaming = useUiState((state) => state.renaming !== undefined);
  const projection = useProjection();
  const { nodes: all, onNodesChange, dropTarget, onDrag, onDragStop } = useCanvasNodes(projection.nodes, canvas);
  const nodes = useGradually(all);
  const place = usePlacing(canvas);
  const connect = useConnecting(canvas);
  // A strip shows everything until there is a request to follow.
  const isFollowing = useAppStore((state) => strip && state.sent !== undefined);
  useFitOnOpen(isFollowing ? 0 : nodes.length);
  return (
    <ReactFlow<CanvasNode, CanvasEdge>
      nodes={nodes}
      edges={projection.edges as CanvasEdge[]}
      nodeTypes={nodeTypes}
      edgeTypes={edgeTypes}
      onNodesChange={onNodesChange}
      onNodeDrag={(_event, _node, dragged) => {
        onDrag(dragged);
      }}
      onNodeDragStop={(_event, _node, dragged) => {
        onDragStop(dragged);
      }}
      onNodeClick={(event, node) => {
        setUiState({ focused: node.id });
        place(event, node);
      }}
      onNodeDoubleClick={(_event, node) => {
        if (editedObject(node) !== undefined) canvas.inspect(node);
      }}
      onPaneClick={(event) => {
        place(event, undefined);
      }}
      onNodeContextMenu={(event, node) => {
        openMenu(event, node.id);
      }}
      onPaneContextMenu={(event) => {
        openMenu(event, undefined);
      }}
      isValidConnection={({ target }) => isWaypoint(canvas.node(target))}
      onConnect={connect}
      nodesDraggable={!readOnly && tool === 'select'}
      nodesConnectable={!readOnly}
      nodesFocusable
      edgesFocusable={false}
      disableKeyboardA11y
      deleteKeyCode={null}
      panActivationKeyCode={null}
      autoPanOnSelection={false}
      zIndexMode="manual"
      multiSelectionKeyCode={['Shift', 'Meta', 'Control']}
      zoomOnDoubleClick={false}
      minZoom={0.08}
      maxZoom={2}
      nodeDragThreshold={3}
      onlyRenderVisibleElements={nodes.length > manyNodes}
      proOptions={{ hideAttribution: true }}
    >
      <Background gap={22} size={1.6} color="var(--dot)" />
      <LazyPathLayer />
      <DropMark id={dropTarget} />
      {isRenaming ? <RenameField canvas={canvas} /> : null}
    </ReactFlow>
  );
}

function openMenu(
  event: { readonly clientX: number; readonly clientY: number; preventDefault(): void },
  node: string | undefined,
): void {
  event.preventDefault();
  setUiState({ menu: { x: event.clientX, y: event.clientY, node } });
}

function isEmptyScenario({ compiled, revision }: AppState): boolean {
  return (
    compiled?.revision === revision &&
    compiled.summary.namespaces.length === 0 &&
    compiled.manifests.every(({ state }) => state === 'empty' || state === 'scenario')
  );
}

function isWaypoint(node: CanvasNode | undefined): boolean {
  return node?.type === 'gateway' && node.data.gateway.role === 'waypoint';
}

function nodeUnder(target: EventTarget | null): string | undefined {
  return target instanceof Element ? target.closest<HTMLElement>('.react-flow__node')?.dataset['id'] : undefined;
}

/** A click with a tool in hand adds what the tool makes, in the namespace under it. */
function usePlacing(canvas: CanvasActions): (event: MouseEvent | TouchEvent, under: CanvasNode | undefined) => void {
  const flow = useReactFlow();
  const tool = useUiState((state) => state.tool);
  return (event, under) => {
    if (tool === 'select' || !('clientX' in event)) return;
    const point = flow.screenToFlowPosition({ x: event.clientX, y: event.clientY });
    void canvas.add(tool, { under, point });
  };
}

/** A line from a service or pod to a waypoint makes it use that waypoint. */
function useConnecting(canvas: CanvasActions): (connection: Connection) => void {
  const actions = useActions();
  return ({ source, target }) => {
    const [from, to] = [canvas.node(source), canvas.node(target)];
    const object = from === undefined ? undefined : editedObject(from);
    if (object === undefined || to === undefined || !isWaypoint(to)) return;
    void actions.edit({ kind: 'set-waypoint', target: object, waypoint: to.data.ref });
  };
}
