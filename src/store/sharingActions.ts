import type { StoreContext } from './createStore.ts';
import type { AppActions } from './state.ts';

type SharingActions = Pick<AppActions, 'share' | 'linkOf' | 'copyOut'>;

/** Links longer than this are cut by chat tools and by some browsers' address bars. */
const comfortableLinkLength = 32_000;

/** What leaves the page: its link, and what is made of it for other pages. */
export function sharingActions({ ports, get, set }: StoreContext): SharingActions {
  async function linkOf(): Promise<string> {
    return ports.addressWith(await ports.encodeLink(get().text));
  }

  return {
    async share() {
      const hash = await ports.encodeLink(get().text);
      const address = ports.addressWith(hash);
      ports.writeHash(hash);
      await ports.copy(address).catch(() => undefined);
      const kind = address.length > comfortableLinkLength ? 'link-too-long' : 'link-copied';
      set({ notice: { kind, characters: address.length } });
      return address;
    },
    linkOf,
    async copyOut(what, content) {
      const link = await linkOf();
      try {
        const copied = await content(link);
        if (copied === undefined) return;
        await ports.copy(copied);
        set({ notice: { kind: 'copied', what } });
      } catch {
        // The browser keeps the clipboard from pages without focus or permission.
        set({ notice: { kind: 'copy-failed' } });
      }
    },
  };
}
