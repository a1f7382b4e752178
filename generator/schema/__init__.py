"""JSON Schemas for editors: what each file may say, in words, while it is being written.

They accept what ``decode`` accepts and refuse what has no place in a file at all. Whether figures
go together no schema can say; that is what ``gongkai check`` is for.
"""

from generator.schema.files import report_file, schemas, vscode_settings

__all__ = ["report_file", "schemas", "vscode_settings"]
