import { expose } from 'comlink';
import { engineServer } from './engineServer.ts';

expose(engineServer());
postMessage('ready');
