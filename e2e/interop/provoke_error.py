"""Asks whether the Flow is ready, calls an endpoint whose handler throws, and prints both outcomes as JSON.

    python provoke_error.py PROTOCOL PORT ENDPOINT
"""

import json
import sys

import docarray
from jina import Client

protocol, port, endpoint = sys.argv[1], int(sys.argv[2]), sys.argv[3]
client = Client(host="127.0.0.1", port=port, protocol=protocol)
errors = []


def keep(response):
    status = response.header.status
    errors.append(f"{status.description} of {status.exception.executor}")


if hasattr(docarray, "DocList"):
    from docarray import BaseDoc, DocList

    class Item(BaseDoc):
        text: str

    documents, more = DocList[Item]([Item(text="x")]), {"return_type": DocList[Item]}
else:
    from docarray import Document, DocumentArray

    documents, more = DocumentArray([Document(text="x")]), {}

try:
    client.post(endpoint, inputs=documents, on_error=keep, **more)
except Exception as error:  # v2 over HTTP raises instead of calling on_error
    errors.append(str(error))

print(json.dumps({"ready": client.is_flow_ready(), "error": " ".join(errors)}))
