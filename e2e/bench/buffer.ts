import { Buffer } from 'buffer';

// casbin's reader of policies takes it for granted.
Object.assign(globalThis, { Buffer });
