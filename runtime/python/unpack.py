"""Writes the Python sources of a zip archive into a folder.

Reads {"archive": path, "folder": where they go} from standard input; writes null, or {"error": why it is no program}.
"""
import json
import os
import sys
import zipfile


def unpack(archive, folder):
    root = os.path.realpath(folder)
    try:
        with zipfile.ZipFile(archive) as opened:
            names = opened.namelist()
            if '__main__.py' not in names:
                return {'error': 'it is a zip archive without __main__.py'}
            for name in names:
                place = os.path.realpath(os.path.join(root, name))
                # Names that lead out of the folder are found by no import.
                if name.endswith('.py') and place.startswith(root + os.sep):
                    os.makedirs(os.path.dirname(place), exist_ok=True)
                    with open(place, 'wb') as file:
                        file.write(opened.read(name))
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError) as error:
        return {'error': f'it is a zip archive that cannot be read: {error}'}
    return None


request = json.load(sys.stdin)
json.dump(unpack(request['archive'], request['folder']), sys.stdout)
