"""What the law asks of a policy: policy × law × date → findings. One module a family, one small function a rule."""
