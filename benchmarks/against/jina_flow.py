"""A Flow of Python Jina with echo Executors in a row, on all protocols, until SIGTERM: jina_flow.py EXECUTORS GRPC HTTP WEBSOCKET"""

import json
import signal
import sys
import threading

from docarray import DocList
from docarray.documents import TextDoc
from jina import Executor, Flow, requests


class Echo(Executor):
    """Gives documents back untouched."""

    @requests(on='/echo')
    def echo(self, docs: DocList[TextDoc], **kwargs) -> DocList[TextDoc]:
        return docs


if __name__ == '__main__':
    executors, *ports = map(int, sys.argv[1:])
    protocols = ['grpc', 'http', 'websocket']
    flow = Flow(protocol=protocols, port=ports, host='127.0.0.1', quiet=True)
    for index in range(executors):
        flow = flow.add(name=f'echo{index}', uses=Echo, quiet=True)
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    with flow:
        print('READY ' + json.dumps(dict(zip(protocols, ports))), flush=True)
        stop.wait()
