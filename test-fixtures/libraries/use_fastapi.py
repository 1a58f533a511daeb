"""fastapi reads signatures and annotations of the program's functions, plain and asynchronous, and calls them from a server."""
import contextlib
from typing import Annotated, Optional

from fastapi import BackgroundTasks, Depends, FastAPI, Header, HTTPException, Query, Request, WebSocket
from fastapi.responses import StreamingResponse
from fastapi.testclient import TestClient
from pydantic import BaseModel, Field

log = []


@contextlib.asynccontextmanager
async def lifespan(app):
    log.append("up")
    yield {"started": True}
    log.append("down")


app = FastAPI(lifespan=lifespan)


class Item(BaseModel):
    name: str
    price: float = Field(gt=0)
    tags: set[str] = set()


def paging(skip: int = 0, limit: Annotated[int, Query(le=10)] = 5):
    return {"skip": skip, "limit": limit}


async def connection():
    log.append("open")
    try:
        yield "connection"
    finally:
        log.append("close")


def token(x_token: Annotated[Optional[str], Header()] = None):
    if x_token != "secret":
        raise HTTPException(401, "no token")
    return x_token


@app.get("/items")
def items(page: Annotated[dict, Depends(paging)], c: Annotated[str, Depends(connection)]):
    """Lists them."""
    return {"page": page, "c": c}


@app.post("/items", status_code=201)
async def make(item: Item, tasks: BackgroundTasks) -> Item:
    tasks.add_task(lambda: log.append(f"made {item.name}"))
    return item


@app.get("/items/{number}")
async def one(number: int, q: Optional[str] = None):
    if number > 5:
        raise HTTPException(404, f"no {number}")
    return {"number": number, "q": q}


@app.get("/secret", dependencies=[Depends(token)])
def secret():
    return "told"


@app.get("/stream")
async def stream():
    async def parts():
        for i in range(3):
            yield f"part {i};"

    return StreamingResponse(parts(), media_type="text/plain")


@app.exception_handler(ZeroDivisionError)
async def divided(request: Request, error):
    from fastapi.responses import JSONResponse

    return JSONResponse({"error": str(error), "path": request.url.path}, 500)


@app.get("/divide/{by}")
def divide(by: int):
    return 10 // by


@app.middleware("http")
async def timing(request: Request, follow):
    response = await follow(request)
    response.headers["x-seen"] = request.method
    return response


@app.websocket("/echo")
async def echo(socket: WebSocket):
    await socket.accept()
    for _ in range(2):
        await socket.send_text((await socket.receive_text()).upper())
    await socket.close()


with TestClient(app) as client:
    for path in ("/items", "/items?skip=2&limit=7", "/items?limit=11", "/items/3?q=x", "/items/9", "/items/x", "/secret", "/stream", "/divide/2", "/divide/0"):
        response = client.get(path)
        print(path, response.status_code, response.text, response.headers["x-seen"])
    print(client.get("/secret", headers={"x-token": "secret"}).json())
    print(client.post("/items", json={"name": "pen", "price": 2, "tags": ["b"]}).json(), client.post("/items", json={"name": "pen", "price": 0}).status_code)
    with client.websocket_connect("/echo") as socket:
        for word in ("one", "two"):
            socket.send_text(word)
            print(socket.receive_text())
    schema = client.get("/openapi.json").json()
    print(sorted(schema["paths"]), schema["paths"]["/items"]["get"]["description"], schema["paths"]["/items"]["get"]["operationId"])
print(log)
