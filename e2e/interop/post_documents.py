"""Posts documents with the real Python client and prints, as JSON, what comes back.

    python post_documents.py PROTOCOL PORT ENDPOINT COUNT
"""

import json
import sys

import docarray
import numpy as np
from jina import Client

protocol, port, endpoint, count = sys.argv[1], int(sys.argv[2]), sys.argv[3], int(sys.argv[4])
# The v1 client reads 0 and 1 in the tags of a JSON answer as false and true.
FIRST = 2
client = Client(host="127.0.0.1", port=port, protocol=protocol)


def tensor(i):
    return np.arange(i, i + 6, dtype=np.float32).reshape(2, 3)


if hasattr(docarray, "DocList"):
    from docarray import BaseDoc, DocList
    from docarray.typing import NdArray

    class Item(BaseDoc):
        text: str
        tensor: NdArray
        tags: dict

    documents = DocList[Item](
        Item(id=f"d{i}", text=f"text {i} é", tensor=tensor(i), tags={"number": FIRST + i, "nested": {"flag": True}}) for i in range(count)
    )
    answers = client.post(endpoint, inputs=documents, return_type=DocList[Item], request_size=7, parameters={"suffix": "!"})
else:
    from docarray import Document, DocumentArray

    documents = DocumentArray(
        Document(id=f"d{i}", text=f"text {i} é", embedding=tensor(i), tags={"number": FIRST + i, "nested": {"flag": True}}) for i in range(count)
    )
    answers = client.post(endpoint, inputs=documents, request_size=7, parameters={"suffix": "!"})


def rows(array):
    return np.asarray(array).tolist()


def as_json(value):
    """Struct values come back as their protobuf form where docarray does not convert them."""
    if hasattr(value, "items"):
        return {key: as_json(item) for key, item in value.items()}
    return value


print(
    json.dumps(
        [
            {
                "id": answer.id,
                "text": answer.text,
                "array": rows(answer.tensor if hasattr(docarray, "DocList") else answer.embedding),
                "tags": as_json(answer.tags),
            }
            for answer in answers
        ]
    )
)
