"""
Serves the `application` of a module with uvicorn. Prints the port, then the process's CPU time in microseconds
for every line it reads, and ends with its input.
"""

import importlib
import sys
import threading
import time

import uvicorn


class Server(uvicorn.Server):
    async def startup(self, sockets=None):
        await super().startup(sockets)
        threading.Thread(target=self.answer, daemon=True).start()

    def answer(self):
        print(self.servers[0].sockets[0].getsockname()[1], flush=True)
        for _ in sys.stdin:
            print(time.process_time_ns() // 1000, flush=True)
        self.should_exit = True


application = importlib.import_module(sys.argv[1]).application
config = uvicorn.Config(application, host="127.0.0.1", port=0, log_level="warning", ws_per_message_deflate=False)
Server(config).run()
