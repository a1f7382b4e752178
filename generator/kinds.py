"""What kinds of organ there are."""

KINDS = ("government", "department", "township", "subdistrict", "office", "institution", "zone")
"""政府、部门、乡镇、街道、派出机关、事业单位、开发区; the kind sets deadlines and duties."""
